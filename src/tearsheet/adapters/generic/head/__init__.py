"""What stands at the head of a story: its title, who wrote it, and when."""
