"""Pages that are lists of stories: how one is told, and the Article that each item is."""
