"""The notice that internal data are in, on finished results of every form."""

from dirskg.exports.notice.stamp import FIELD, sentence, stamped

__all__ = ["FIELD", "sentence", "stamped"]
