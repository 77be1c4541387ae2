"""For those who write adapters: learned from pages and healed, held to golden cases, watched, shown."""
