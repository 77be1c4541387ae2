"""Claiming lines for an Article, and the account of it; what an adapter is."""
