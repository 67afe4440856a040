"""The words that people read, in four languages: how they are chosen, and those that several packages share."""

from dirskg.exports.language.words import LANGUAGES, NO_NUMBER, Words, read_words, unbroken

__all__ = ["LANGUAGES", "NO_NUMBER", "Words", "read_words", "unbroken"]
