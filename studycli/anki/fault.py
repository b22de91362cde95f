"""Why a package cannot be read."""


class PackageFault(Exception):  # noqa: N818  # the field's word for it
    """The message says what is wrong and what to do, without the file's path."""
