"""Checkpoints: the bytes that other programs read, and what is refused."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.ledger.suite import ANNA, Clock, draft, record

from peersupport.ledger import InvalidCheckpoint
from peersupport.ledger.checkpoints import Checkpoint, checkpoint_of, extends, read_checkpoint
from peersupport.ledger.keys import MemoryKeys
from peersupport.ledger.memory import MemoryStore
from peersupport.ledger.merkle import Tree
from peersupport.ledger.notes import Signer, signed_text
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.verification import verify

SIGNER = Signer("example.org/ledger", bytes(range(32)))
OTHER = Signer("example.org/ledger", bytes(32))

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The test vectors of Certificate Transparency, for the first 0 to 8 of the leaves."""

NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""From the documentation of Go's `golang.org/x/mod/sumdb/note`, whose format this is."""


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


def test_roots_of_certificate_transparency() -> None:
    """The tree is that of RFC 6962, also when it is empty."""
    tree = Tree()
    roots = [tree.root().hex()]
    for leaf in LEAVES:
        tree.add(bytes.fromhex(leaf))
        roots.append(tree.root().hex())
    assert roots == ROOTS


def test_roots_by_definition() -> None:
    """Every size up to 130, so every shape of the right edge."""
    leaves = [number.to_bytes(2, "big") for number in range(130)]
    tree = Tree()
    for size, leaf in enumerate(leaves, 1):
        tree.add(leaf)
        assert tree.root() == by_definition(leaves[:size])
        assert tree.size == size


def test_a_note_of_somebody_else() -> None:
    """Another program's note and key are read as they should be."""
    assert signed_text(NOTE, VERIFIER) == NOTE.partition("\n\n")[0] + "\n"
    with pytest.raises(InvalidCheckpoint):
        signed_text(NOTE.replace("answer", "Answer"), VERIFIER)
    with pytest.raises(InvalidCheckpoint):
        signed_text(NOTE, SIGNER.verifier)


def test_a_checkpoint_byte_by_byte() -> None:
    """C2SP tlog-checkpoint and signed-note, written out by hand."""
    store = MemoryStore()
    with SealedLedger(store, MemoryKeys(), Clock()) as ledger:
        record(ledger, ANNA, draft("a"), draft("b"), draft("c"))
        note = ledger.checkpoint(SIGNER)
    tree = Tree()
    assert checkpoint_of(store.committed, SIGNER) == note
    lines = note.split("\n")
    assert lines[:2] == ["example.org/ledger", "3"]
    assert len(b64decode(lines[2])) == 32
    assert lines[3] == ""
    assert lines[5:] == [""]
    dash, name, signature = lines[4].split(" ")
    assert (dash.encode(), name) == (b"\xe2\x80\x94", "example.org/ledger")
    shown, key_id, encoded = SIGNER.verifier.split("+", 2)
    public = b64decode(encoded)
    assert shown == "example.org/ledger"
    assert public[0] == 1
    assert key_id == sha256(b"example.org/ledger\n" + public).hexdigest()[:8]
    assert b64decode(signature)[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public[1:]).verify(
        b64decode(signature)[4:], "\n".join([*lines[:3], ""]).encode()
    )
    assert read_checkpoint(note, SIGNER.verifier) == Checkpoint(
        origin="example.org/ledger", size=3, root=b64decode(lines[2])
    )
    assert tree.size == 0


@pytest.mark.parametrize("size", [0, 1, 10, 2**40])
def test_what_is_signed_is_read(size: int) -> None:
    """Written, signed and read it is the same, without the key too."""
    checkpoint = Checkpoint(origin="example.org/ledger", size=size, root=bytes(range(32)))
    note = SIGNER.sign(checkpoint.text)
    assert read_checkpoint(note) == read_checkpoint(note, SIGNER.verifier) == checkpoint


def test_several_signatures_and_extensions() -> None:
    """A witness signs below; lines of others may follow the root; unknown keys do not count for or against."""
    text = Checkpoint(origin="example.org/ledger", size=3, root=bytes(32)).text + "an extension\n"
    mine = SIGNER.sign(text)
    witnessed = mine + Signer("witness.example", b"w" * 32).sign(text).partition("\n\n")[2]
    assert read_checkpoint(witnessed, SIGNER.verifier).size == 3
    with pytest.raises(InvalidCheckpoint):
        read_checkpoint(witnessed, OTHER.verifier)
    forged = mine.replace("\n3\n", "\n4\n") + OTHER.sign(text.replace("\n3\n", "\n4\n")).partition("\n\n")[2]
    with pytest.raises(InvalidCheckpoint):
        read_checkpoint(forged, SIGNER.verifier)
    assert read_checkpoint(forged, OTHER.verifier).size == 4


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    ["", "\n", "origin\n", "origin\n3\n", f"origin\n03\n{ROOT}\n", f"origin\n-3\n{ROOT}\n", f"origin\n+3\n{ROOT}\n",
     f"origin\n3 \n{ROOT}\n", f"origin\n٣\n{ROOT}\n", f"origin\n99999999999999999999\n{ROOT}\n", "origin\n3\nAAAA\n",
     f"origin\n3\n{ROOT[:-1]}\n", "origin\n3\n!\n", f"\n3\n{ROOT}\n", f"origin\n3\n{ROOT}\n\nmore\n",
     f"orig\x07in\n3\n{ROOT}\n", f"origin\r\n3\n{ROOT}\n", f"origin\n3\n{ROOT}"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    """Signed or not."""
    signature = "\n\u2014 example.org/ledger " + b64encode(bytes(68)).decode() + "\n"
    with pytest.raises(InvalidCheckpoint):
        read_checkpoint(text + signature)


GOOD = SIGNER.sign(f"example.org/ledger\n3\n{ROOT}\n")


@pytest.mark.parametrize(
    "note",
    ["", GOOD[:-1], GOOD + "\n", GOOD + "more\n", GOOD.replace("\u2014 ", "- "), GOOD.replace("\u2014 ", "\u2014"),
     GOOD.replace("\n\n", "\n"), GOOD.replace("=\n", "\n"), GOOD.partition("\n\n")[0] + "\n\n",
     GOOD + "\u2014 short AAAA\n", GOOD + GOOD.partition("\n\n")[2] * 100, GOOD.replace("ledger ", "led+ger ")],
)  # fmt: skip
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    """Cut off, of other signs, without a signature, with too many."""
    with pytest.raises(InvalidCheckpoint):
        read_checkpoint(note, SIGNER.verifier)


@pytest.mark.parametrize(
    "verifier",
    ["", "name", "name+00000000", SIGNER.verifier[:-1], SIGNER.verifier.replace("+5f5b716d+", "+5f5b716e+"),
     SIGNER.verifier.upper(), "other.org" + SIGNER.verifier.removeprefix("example.org/ledger"),
     "example.org/ledger+00000000+" + b64encode(b"\x02" + bytes(32)).decode()],
)  # fmt: skip
def test_what_is_no_verifier_key_is_refused(verifier: str) -> None:
    """The key id in it must fit, so that a slip of the pen is noticed and not taken for a wrong signature."""
    with pytest.raises(InvalidCheckpoint, match=r"verifier key|base64|name of a key"):
        read_checkpoint(GOOD, verifier)


def test_a_checkpoint_of_another_origin_is_refused() -> None:
    """Whoever signs for two ledgers cannot pass one off as the other."""
    with pytest.raises(InvalidCheckpoint):
        read_checkpoint(SIGNER.sign(f"other.org/ledger\n3\n{ROOT}\n"), SIGNER.verifier)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\tb"])
def test_a_signer_has_a_usable_name(name: str) -> None:
    """One that can stand in a signature line."""
    with pytest.raises(InvalidCheckpoint):
        Signer(name, bytes(32))


def test_a_signer_has_a_secret_of_32_bytes() -> None:
    """As RFC 8032 has it."""
    with pytest.raises(InvalidCheckpoint):
        Signer("name", bytes(31))


def test_a_wrong_checkpoint_is_a_fault_of_the_verification() -> None:
    """A check that was asked for and could not be made is no pass."""
    assert {fault.code for fault in verify([], "no note").faults} == {"ledger-checkpoint-invalid"}
    assert {fault.code for fault in verify([], GOOD, OTHER.verifier).faults} == {"ledger-checkpoint-invalid"}


def test_a_later_checkpoint_extends_an_earlier_one() -> None:
    """The same rows and more; not other rows, not fewer, not another ledger's."""
    store, fork = MemoryStore(), MemoryStore()
    with SealedLedger(store, MemoryKeys(), Clock()) as ledger, SealedLedger(fork, MemoryKeys(), Clock()) as forked:
        marks = [read_checkpoint(ledger.checkpoint(SIGNER))]
        forked_marks = [*marks]
        for number in range(7):
            record(ledger, ANNA, draft(f"k{number}"))
            record(forked, ANNA, draft(f"k{number}"))
            marks.append(read_checkpoint(ledger.checkpoint(SIGNER)))
            forked_marks.append(read_checkpoint(forked.checkpoint(SIGNER)))
        rows, other = store.committed, fork.committed
    for size, mark in enumerate(marks):
        assert extends(mark, marks[-1], rows)
        assert extends(marks[0], mark, rows)
        if size:
            assert not extends(mark, marks[-1], other)
            assert not extends(forked_marks[size], marks[-1], rows)
            assert not extends(marks[-1], marks[size - 1], rows)
            assert not extends(mark, marks[-1], rows[:-1])
    stranger = Checkpoint(origin="other.org", size=marks[2].size, root=marks[2].root)
    assert not extends(stranger, marks[-1], rows)
