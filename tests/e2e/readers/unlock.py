"""Opens and makes locked files as docs/file-format.md ("Locked files") describes them, with the package `cryptography`.

    unlock.py open FILE PASSPHRASE          prints what is locked in it
    unlock.py lock FILE PASSPHRASE OUT      locks a file

Written from that section alone: it knows nothing of the page.
"""

import base64
import json
import os
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

FORMAT = "iec62304-readiness-locked"


def canonical(value) -> str:
    """RFC 8785, for what may stand in the head: no broken numbers."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        raise SystemExit(f"a number that is not whole: {value}")
    return json.dumps(value, ensure_ascii=False)


def key_of(passphrase: str, salt: bytes, iterations: int) -> bytes:
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=iterations).derive(secret)


def check(is_so: bool, what: str) -> None:
    if not is_so:
        raise SystemExit(what)


def open_file(path: str, passphrase: str) -> bytes:
    with open(path, encoding="utf-8") as file:
        head = json.load(file)
    data = base64.b64decode(head.pop("data"), validate=True)
    kdf, cipher = head["kdf"], head["cipher"]
    salt, iv = (base64.b64decode(text, validate=True) for text in (kdf["salt"], cipher["iv"]))
    check(head["format"] == FORMAT, f"the format is {head['format']}")
    check(head["format_version"] == 1, f"the version is {head['format_version']}")
    check((kdf["name"], kdf["hash"]) == ("PBKDF2", "SHA-256"), f"the kdf is {kdf}")
    check((cipher["name"], cipher["tag_bits"]) == ("AES-256-GCM", 128), f"the cipher is {cipher}")
    check(600_000 <= kdf["iterations"] <= 10_000_000, f"{kdf['iterations']} iterations")
    check(16 <= len(salt) <= 64 and len(iv) == 12, "the salt or the iv has a wrong length")
    key = key_of(passphrase, salt, kdf["iterations"])
    try:
        return AESGCM(key).decrypt(iv, data, canonical(head).encode("utf-8"))
    except InvalidTag:
        raise SystemExit("the passphrase is another one, or the file was changed") from None


def lock_file(path: str, passphrase: str, out: str) -> None:
    with open(path, "rb") as file:
        plain = file.read()
    salt, iv = os.urandom(32), os.urandom(12)
    iterations = 700_000
    head = {
        "format": FORMAT,
        "format_version": 1,
        "generator": {"name": "unlock.py", "version": "1"},
        "cipher": {"tag_bits": 128, "name": "AES-256-GCM", "iv": base64.b64encode(iv).decode()},
        "kdf": {"iterations": iterations, "salt": base64.b64encode(salt).decode(), "hash": "SHA-256", "name": "PBKDF2"},
        # A member that readers do not know is bound like the others.
        "x-note": "\u00fcber\u0007 \U0001f512",
    }
    data = AESGCM(key_of(passphrase, salt, iterations)).encrypt(iv, plain, canonical(head).encode("utf-8"))
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"data": base64.b64encode(data).decode(), **head}, file)


match sys.argv[1:]:
    case ["open", path, passphrase]:
        sys.stdout.buffer.write(open_file(path, passphrase))
    case ["lock", path, passphrase, out]:
        lock_file(path, passphrase, out)
    case _:
        raise SystemExit(__doc__)
