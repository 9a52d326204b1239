"""Errors the engine raises; each message names the input and the remedy."""


class GeoError(Exception):
    """Base of every error raised by the engine."""


class ArticleError(GeoError, ValueError):
    """The input could not be read as an article."""


class DataError(GeoError):
    """A data file is missing, altered or of another version."""


class ExportError(GeoError):
    """An export could not be made."""


class SettingsError(GeoError, ValueError):
    """A setting names something that is not there."""


class FetchError(GeoError):
    """A file could not be fetched from the web, or must not be."""


class CaseError(GeoError):
    """A case cannot be opened, read or written as asked; nothing was written."""


class CaseBusyError(CaseError):
    """Another program held the case for too long; nothing was written."""


class UnseenError(CaseError):
    """
    Another hand decided the same since the caller looked; nothing was written.

    Attributes
    ----------
    entry : int
        The entry of the log that is to be looked at first.
    """

    def __init__(self, sentence: str, entry: int) -> None:
        super().__init__(sentence)
        self.entry = entry
