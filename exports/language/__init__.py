"""Strings in four languages: how they are looked up, and those that several packages share."""

from dirskg.exports.language.words import LANGUAGES, NO_NUMBER, Words, read_words, unbroken

__all__ = ["LANGUAGES", "NO_NUMBER", "Words", "read_words", "unbroken"]
