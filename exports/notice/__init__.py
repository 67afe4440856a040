"""The notice that a result contains internal data, for every format."""

from dirskg.exports.notice.stamp import FIELD, sentence, stamped

__all__ = ["FIELD", "sentence", "stamped"]
