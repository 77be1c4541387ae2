"""Pages to share with those who mend what is read wrong: packed with what is known of them, with or without words."""

from tearsheet.authoring.sharing.anonymous import anonymous
from tearsheet.authoring.sharing.pack import differences, pack

__all__ = ["anonymous", "differences", "pack"]
