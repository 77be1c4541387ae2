"""The adapters: the registry that chooses among them, those of sites and of formats, and generic for the rest."""
