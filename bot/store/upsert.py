"""INSERT ... ON CONFLICT, in the one spelling that both databases read (SQLite took it over from PostgreSQL)."""

from sqlalchemy.dialects.postgresql import Insert, insert

__all__ = ["Insert", "insert"]
