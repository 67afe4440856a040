"""Click commands, thin: options in, one call of the library, result out."""
