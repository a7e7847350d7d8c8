"""Prints the versions of this Python and of packages as one JSON line; null: not installed.

    python tools/bench/versions.py torch torchvision
"""

import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version


def version_of(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return None


print(json.dumps({"python": platform.python_version(), **{name: version_of(name) for name in sys.argv[1:]}}))
