"""Forum threads: where the posts stand, and what each says of who wrote it and when."""
