"""Opens and makes locked files of the format iec62304-readiness-locked.

Written from docs/file-format.md alone, by somebody who had seen nothing else of this project.
Usage: unlock.py open FILE PASSPHRASE
       unlock.py lock FILE PASSPHRASE OUT
"""

import base64
import hashlib
import json
import math
import re
import secrets
import sys
import unicodedata
from decimal import Decimal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = "iec62304-readiness-locked"
VERSION = 1
LEAST_ROUNDS, MOST_ROUNDS = 600_000, 10_000_000
ROUNDS = 750_000
TAG_BYTES = 16
FAILED = "the passphrase is another one, or the file was changed"
MAX_DEPTH = 128


class Refused(Exception):
    """The file cannot be used; the text says why."""


class Number:
    """A number of the file, with its digits as they stand."""

    def __init__(self, text):
        self.text = text

    def whole(self):
        """Its value where it is a whole number from 0, written with digits only, otherwise None."""
        return int(self.text) if re.fullmatch("[0-9]{1,15}", self.text) else None

    def canonical(self):
        """As ECMAScript writes it; the digits as they stand where a double cannot express it."""
        value = float(self.text)
        if math.isinf(value):
            return self.text
        if value == 0:
            return self.text if re.search("[1-9]", re.split("[eE]", self.text)[0]) else "0"
        if Decimal(self.text) not in (Decimal(value), Decimal(repr(value))):
            return self.text
        sign, digits, exponent = Decimal(repr(value)).as_tuple()
        figures = "".join(map(str, digits))
        point = len(figures) + exponent
        figures = figures.rstrip("0")
        count = len(figures)
        if count <= point <= 21:
            out = figures + "0" * (point - count)
        elif 0 < point <= 21:
            out = figures[:point] + "." + figures[point:]
        elif -6 < point <= 0:
            out = "0." + "0" * -point + figures
        else:
            out = figures[0] + ("." + figures[1:] if count > 1 else "") + "e%+d" % (point - 1)
        return ("-" if sign else "") + out


def canonical(value):
    """The canonical form (RFC 8785) of a JSON value, as text."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (Number, int)):
        return (value if isinstance(value, Number) else Number(str(value))).canonical()
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def canonical_bytes(value):
    try:
        return canonical(value).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("a text holds half a character (a lone surrogate)") from None


def depth(value):
    if not isinstance(value, (dict, list)):
        return 0
    parts = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, parts), default=0)


def read_object(raw):
    """The JSON object in these bytes; members that stand twice and deep nesting are refused."""

    def once(pairs):
        members = dict(pairs)
        if len(members) != len(pairs):
            raise Refused("a member stands twice in one object")
        return members

    def no_json(word):
        raise Refused(f"{word} is not JSON")

    try:
        value = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=once,
            parse_int=Number,
            parse_float=Number,
            parse_constant=no_json,
        )
        if depth(value) > MAX_DEPTH:
            raise Refused(f"nested deeper than {MAX_DEPTH} levels")
    except RecursionError:
        raise Refused(f"nested deeper than {MAX_DEPTH} levels") from None
    except ValueError as error:
        raise Refused(f"not JSON in UTF-8: {error}") from None
    if not isinstance(value, dict):
        raise Refused("not a JSON object")
    return value


def check_format(value):
    if value.get("format") != FORMAT:
        raise Refused(f"format is not {FORMAT}")
    number = value.get("format_version")
    version = number.whole() if isinstance(number, Number) else None
    if version is None or version < 1:
        raise Refused("format_version is not a whole number from 1")
    if version > VERSION:
        raise Refused(f"the file needs a reader of format_version {version}; this one reads {VERSION}")


def member(value, name, kind):
    found = value.get(name)
    if not isinstance(found, kind):
        raise Refused(f"{name} is missing or of another kind")
    return found


def check_word(value, name, word):
    if value.get(name) != word:
        raise Refused(f"{name} is not {word}")


def check_number(value, name, least, most):
    number = member(value, name, Number).whole()
    if number is None or not least <= number <= most:
        raise Refused(f"{name} is not {least}" if least == most else f"{name} is not a whole number from {least} to {most}")
    return number


def from_base64(text):
    """The bytes, or None where the text is not base64 with padding and without line breaks."""
    try:
        out = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return out if base64.b64encode(out).decode() == text else None


def check_bytes(value, name, least, most):
    out = from_base64(member(value, name, str))
    if out is None or not least <= len(out) <= most:
        size = f"{least}" if least == most else f"{least} to {most}"
        raise Refused(f"{name} is not base64 of {size} bytes")
    return out


def derive(passphrase, salt, rounds):
    try:
        secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("the passphrase is not text") from None
    return hashlib.pbkdf2_hmac("sha256", secret, salt, rounds, 32)


def unlock(raw, passphrase):
    """What is locked in the bytes of a locked file."""
    head = read_object(raw)
    check_format(head)
    kdf = member(head, "kdf", dict)
    check_word(kdf, "name", "PBKDF2")
    check_word(kdf, "hash", "SHA-256")
    rounds = check_number(kdf, "iterations", LEAST_ROUNDS, MOST_ROUNDS)
    salt = check_bytes(kdf, "salt", 16, 64)
    cipher = member(head, "cipher", dict)
    check_word(cipher, "name", "AES-256-GCM")
    iv = check_bytes(cipher, "iv", 12, 12)
    check_number(cipher, "tag_bits", 128, 128)
    data = from_base64(member(head, "data", str))
    if data is None or len(data) < TAG_BYTES:
        raise Refused(FAILED + " (data is not whole)")
    del head["data"]
    covered = canonical_bytes(head)
    try:
        return AESGCM(derive(passphrase, salt, rounds)).decrypt(iv, data, covered)
    except InvalidTag:
        raise Refused(FAILED) from None


def lock(content, passphrase):
    """The bytes of a locked file that holds the content."""
    salt, iv = secrets.token_bytes(16), secrets.token_bytes(12)
    head = {
        "format": FORMAT,
        "format_version": VERSION,
        "generator": {"name": "unlock.py", "version": "1"},
        "kdf": {
            "name": "PBKDF2",
            "hash": "SHA-256",
            "iterations": ROUNDS,
            "salt": base64.b64encode(salt).decode(),
        },
        "cipher": {"name": "AES-256-GCM", "iv": base64.b64encode(iv).decode(), "tag_bits": 8 * TAG_BYTES},
    }
    data = AESGCM(derive(passphrase, salt, ROUNDS)).encrypt(iv, content, canonical_bytes(head))
    head["data"] = base64.b64encode(data).decode()
    return (json.dumps(head, indent=2) + "\n").encode("utf-8")


def main(words):
    if not (len(words) == 3 and words[0] == "open" or len(words) == 4 and words[0] == "lock"):
        print("usage: unlock.py open FILE PASSPHRASE\n       unlock.py lock FILE PASSPHRASE OUT", file=sys.stderr)
        return 2
    try:
        with open(words[1], "rb") as file:
            content = file.read()
        if words[0] == "open":
            sys.stdout.buffer.write(unlock(content, words[2]))
            sys.stdout.buffer.flush()
        else:
            locked = lock(content, words[2])
            with open(words[3], "wb") as file:
                file.write(locked)
    except (Refused, OSError) as error:
        print(f"unlock.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
