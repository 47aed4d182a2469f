"""What a user can put right, said in one line."""


class ChartsError(ValueError):
    """Names the file or figure, what was found, what was expected, what to do."""


class MisuseError(ChartsError):
    """The command was asked for something that does not exist."""
