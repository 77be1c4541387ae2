"""One site or forum software a module, written or declared as fields."""
