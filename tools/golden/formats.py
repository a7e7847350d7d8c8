"""Golden files of Python pickles and MATLAB files, with their contents.

    python formats.py

Made with Python 3.11, NumPy 2.4.6, scipy 1.17.1 and Octave 7.3 (`octave` on the PATH), which write the files. The file of
the other byte order, and the pickles as Python 2 writes them, are assembled here, since no installable tool writes them.
"""

import base64
import collections
import io
import json
import math
import pickle
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import scipy.io
import scipy.sparse

LIBRARY = Path(__file__).parents[2] / "libs/formats/src"
TYPES = {
    "b1": "Uint8Array", "i1": "Int8Array", "u1": "Uint8Array", "i2": "Int16Array", "u2": "Uint16Array",
    "i4": "Int32Array", "u4": "Uint32Array", "i8": "BigInt64Array", "u8": "BigUint64Array",
    "f2": "Float32Array", "f4": "Float32Array", "f8": "Float64Array",
}  # fmt: skip


def described(value):
    """The expected result of the reader, as JSON: types that JSON lacks are objects of one key."""
    if isinstance(value, np.ndarray):
        kind = TYPES[value.dtype.str[1:]]
        numbers = [described(x.item()) for x in value.astype("u1" if value.dtype == bool else value.dtype).ravel()]
        if kind.startswith("Big"):
            numbers = [str(x) for x in value.ravel()]
        return {"array": [list(value.shape), kind, numbers]}
    if isinstance(value, np.generic):
        return described(value.item())
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": list(value)}
    if isinstance(value, dict):
        return {"map": [[described(k), described(v)] for k, v in value.items()]}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [described(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]}
    if isinstance(value, int) and abs(value) >= 2**53:
        return {"bigint": str(value)}
    return value


def base64_of(data):
    return base64.b64encode(data).decode()


def plain():
    shared = [1, 2]
    return {
        "ints": [0, 1, 255, 256, 65535, 65536, -1, -129, 2**31 - 1, -(2**31), 2**31, 2**40, -(2**63), 2**70, -(2**70)],
        "floats": [0.5, -0.1, 1e300, 1e-300, math.nan, math.inf, -math.inf],
        "others": [None, True, False],
        "strings": ["", "ascii", "üñ", "日本 \U0001f600", "line\nbreak \\u0041 '\"", "x" * 300],
        "bytes": [b"", b"b", b"\x00\xff\x80ab", bytearray(b"\x01\xfe"), bytearray(), b"y" * 300],
        "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
        "sets": [set(), {7}, frozenset([8])],
        "shared": [shared, shared],
        "ordered": collections.OrderedDict([("b", 1), ("a", 2)]),
        "default": collections.defaultdict(list, {"k": [1]}),
        3: {"key": (1, 2)},
        "many": list(range(1100)),
    }


def numpy_values():
    grid = np.arange(6).reshape(2, 3)
    values = {code: grid.astype(code) for code in TYPES}
    values |= {f">{code}": (grid * 3).astype(f">{code}") for code in ("i2", "u4", "i8", "f4", "f8")}
    values |= {f"scalar {code}": np.dtype(code).type(3) for code in TYPES if code != "b1"}
    values |= {
        "scalar b1": np.bool_(True),
        "scalar large": np.int64(2**60),
        "scalar nan": np.float32("nan"),
        "halves": np.array([1.5, -2, 6e-8, 65504, np.inf, np.nan], "f2"),
        "fortran": np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
        "fortran 2": np.asfortranarray(np.arange(6, dtype="i4").reshape(3, 2)),
        "view": np.arange(12.0).reshape(3, 4)[:, 1:3],
        "zero": np.array(2.5),
        "empty": np.zeros((0, 5)),
        "long": np.linspace(0, 1, 80),
        "large ints": np.array([2**63 - 1, -(2**63)]),
        "ints of any size": np.array([2**64 - 1], "u8"),
    }
    return values


class Python2Pickler(pickle._Pickler):
    """Writes text and bytes as Python 2 writes its str."""

    dispatch = dict(pickle._Pickler.dispatch)

    def save_string(self, value):
        data = value if isinstance(value, bytes) else value.encode("latin1")
        if self.proto == 0:
            self.write(b"S" + repr(data).encode()[1:] + b"\n")
        elif len(data) < 256:
            self.write(b"U" + bytes([len(data)]) + data)
        else:
            self.write(b"T" + struct.pack("<i", len(data)) + data)
        self.memoize(value)

    dispatch[bytes] = save_string
    dispatch[str] = save_string


def python2_pickle(value, protocol):
    file = io.BytesIO()
    Python2Pickler(file, protocol, fix_imports=True).dump(value)
    return file.getvalue()


def detections():
    rng = np.random.default_rng(20261123)
    return [
        {
            "image_id": 11 + i,
            "person_box": rng.integers(0, 99, 4).astype(np.float32),
            **{f"{action}_agent": np.float32(rng.random()) for action in ("hold", "stand")},
            "hold_obj": rng.random(5) if i else np.full(5, np.nan),
        }
        for i in range(3)
    ]


def pickles():
    files = []
    for protocol in range(6):
        for name, value in (("plain data", plain()), ("numpy", numpy_values()), ("detections", detections())):
            data = pickle.dumps(value, protocol)
            files.append([f"{name}, protocol {protocol}", base64_of(data), name])
    for protocol in (0, 1, 2):
        for name, value in (("numpy", numpy_values()), ("detections", detections())):
            files.append([f"{name} of Python 2, protocol {protocol}", base64_of(python2_pickle(value, protocol)), name])
    values = {"plain data": plain(), "numpy": numpy_values(), "detections": detections()}
    return {"values": {name: described(value) for name, value in values.items()}, "files": files}


def cells(rows):
    result = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            result[i, j] = value
    return result


def structs(elements, shape=None):
    fields = list(elements[0])
    result = np.empty(shape or (1, len(elements)), dtype=[(field, "O") for field in fields])
    for i, element in enumerate(elements):
        result.ravel()[i] = tuple(element[field] for field in fields)
    return result


def row(*numbers, dtype="f8"):
    return np.array([numbers], dtype)


NOTHING = np.zeros((0, 0))
NO_HOI = np.zeros((0, 0), dtype=[(field, "O") for field in ("id", "bboxhuman", "bboxobject", "connection", "invis")])
BOX = ("x1", "x2", "y1", "y2")


def hoi(number, invisible, humans, objects, connection):
    def boxes(corners):
        return structs([dict(zip(BOX, (row(x) for x in box))) for box in corners]) if corners else NOTHING

    return {
        "id": row(number), "bboxhuman": boxes(humans), "bboxobject": boxes(objects),
        "connection": np.array(connection, "f8").reshape(-1, 2) if connection else NOTHING, "invis": row(invisible),
    }  # fmt: skip


def hico():
    size = structs([{"width": row(640), "height": row(480), "depth": row(3)}])
    two = [hoi(152, 0, [(1, 2, 3, 4), (5, 6, 7, 8)], [(9, 10, 11, 12)], [(1, 1), (2, 1)]), hoi(153, 1, [], [], [])]
    one = [hoi(600, 0, [(207, 426, 32, 480)], [(58, 571, 213, 622.5)], [(1, 1)])]
    return structs([
        {"filename": "HICO_train2015_00000001.jpg", "size": size, "hoi": structs(two)},
        {"filename": "HICO_train2015_00000002.jpg", "size": size, "hoi": NO_HOI},
        {"filename": "HICO_train2015_00000003.jpg", "size": size, "hoi": structs(one)},
    ])  # fmt: skip


def variables():
    rng = np.random.default_rng(20261123)
    boxes = [[rng.random((n, 9)) * 100 if n else NOTHING for n in counts] for counts in rng.integers(0, 4, (6, 5))]
    return {
        "grid": np.arange(6.0).reshape(2, 3) + 0.5,
        "narrow": np.array([[0, 1, 200], [3, -4, 70000]], "f8"),
        "wide": np.arange(200.0).reshape(10, 20) / 7,
        "special": row(np.nan, np.inf, -np.inf),
        **{code: np.arange(6).reshape(2, 3).astype(code) for code in TYPES if code not in ("b1", "f2")},
        "large": np.array([[2**62, -(2**62)]]),
        "cube": np.arange(24.0).reshape(2, 3, 4),
        "yes": np.array([[True, False, True]]),
        "text": "plain text",
        "accents": "hé ü",
        "no_text": "",
        "lines": np.array(["two ", "rows"]),
        "nothing": NOTHING,
        "rows_only": np.zeros((3, 0)),
        "cells": cells([[row(1), "a", row(1, 2)], [NOTHING, cells([[row(2)]]), structs([{"x": row(5)}])]]),
        "no_cells": np.empty((0, 3), dtype=object),
        "structs": structs([{"a": row(i), "bc": f"s{i}"} for i in range(4)], (2, 2)),
        "all_boxes": cells(boxes),
        "bbox_train": hico(),
        "sparse": scipy.sparse.csc_matrix(np.array([[0, 1.5, 0], [-2, 0, 0]])),
        "sparse_nothing": scipy.sparse.csc_matrix((3, 2)),
    }


def described_mat(value):
    if scipy.sparse.issparse(value):
        value = value.toarray()
    if isinstance(value, str):
        return {"text": value}
    if value.dtype.kind == "U":
        return {"text": "\n".join(value)}
    if value.dtype.names is not None:
        elements = [{f: described_mat(e[f]) for f in value.dtype.names} for e in value.ravel(order="F")]
        return {"struct": [list(value.shape), list(value.dtype.names), elements]}
    if value.dtype == object:
        return {"cell": [list(value.shape), [described_mat(item) for item in value.ravel(order="F")]]}
    return described(value)


def by_octave(source, option):
    """A file of scipy rewritten by Octave: the same variables as Octave stores them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in.mat").write_bytes(source)
        # Octave truncates text with more bytes than characters when it loads it.
        program = f"load('{folder}/in.mat'); accents = 'hé ü'; save('{option}', '{folder}/out.mat');"
        subprocess.run(["octave", "--quiet", "--no-gui", "--eval", program], check=True)
        return Path(folder, "out.mat").read_bytes()


def by_scipy(values, compressed):
    file = io.BytesIO()
    scipy.io.savemat(file, values, do_compression=compressed, oned_as="row")
    return file.getvalue()


def big_endian():
    """[1.5 2; -3 4] as doubles, [7 8 9] as doubles stored in bytes, and text, by the rules of the format."""

    def element(kind, data):
        if len(data) <= 4:
            return struct.pack(">HH", len(data), kind) + data.ljust(4, b"\0")
        return struct.pack(">II", kind, len(data)) + data + b"\0" * (-len(data) % 8)

    def matrix(code, name, rows, columns, data):
        head = element(6, struct.pack(">II", code, 0)) + element(5, struct.pack(">ii", rows, columns))
        return element(14, head + element(1, name.encode()) + data)

    header = b"MATLAB 5.0 MAT-file, other byte order".ljust(116) + b"\0" * 8 + struct.pack(">H", 0x100) + b"MI"
    return (
        header
        + matrix(6, "doubles", 2, 2, element(9, struct.pack(">4d", 1.5, -3, 2, 4)))
        + matrix(6, "bytes", 1, 3, element(2, bytes([7, 8, 9])))
        + matrix(4, "text", 1, 3, element(4, "aßc".encode("utf-16-be")))
    )


def mats():
    values = variables()
    source = by_scipy(values, False)
    files = {
        "scipy": source,
        "scipy, compressed": by_scipy(values, True),
        "Octave -v6": by_octave(source, "-v6"),
        "Octave -v7": by_octave(source, "-v7"),
    }
    other = {"doubles": np.array([[1.5, 2], [-3, 4]]), "bytes": row(7, 8, 9), "text": "aßc"}
    return {
        "variables": {name: described_mat(value) for name, value in values.items()},
        "files": [[name, base64_of(data)] for name, data in files.items()],
        "bigEndian": {
            "file": base64_of(big_endian()),
            "variables": {name: described_mat(value) for name, value in other.items()},
        },
    }


def write(path, value):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write(LIBRARY / "pickle/__golden__/pickles.json", pickles())
    write(LIBRARY / "mat/__golden__/mats.json", mats())
