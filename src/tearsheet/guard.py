# stand-in until the real guard lands
from attrs import frozen
from tearsheet.errors import LimitError
@frozen(kw_only=True)
class Limits:
    bytes: int = 10_000_000
DEFAULT_LIMITS = Limits()
@frozen(kw_only=True)
class Guarded:
    text: str
    warnings: tuple = ()
def check_size(size, limits):
    if size > limits.bytes:
        raise LimitError("too large", limit="bytes", value=size, cap=limits.bytes)
def guard(text, limits=DEFAULT_LIMITS):
    return Guarded(text=text)
