"""The reader of traces: every way out and every write is seen, and no line is passed over."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.proof.trace import CALLS, Allowed, Call, TraceError, changed, faults, read_calls

HOME = Path("/work/here")
NOTHING = Allowed()
SERVER = Allowed(ports=frozenset({8501}), folders=(Path("/home/me/own"),))

# Each line as strace 6.1 wrote it, and the fault it is for a process that may do nothing.
REACHED = {
    "socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 11<socket:[89972]>": (
        "socket opened a socket of AF_INET6"
    ),
    "socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)": (
        "socket opened a socket of AF_PACKET"
    ),
    'connect(12<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.2.5.53")}, 16) = 0': (  # noqa: E501
        "connect looked a name up at 10.2.5.53"
    ),
    'connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0': (  # noqa: E501
        "connect looked a name up at 127.0.0.53"
    ),
    'connect(4<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::7", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (Network is unreachable)': (  # noqa: E501
        "connect reached 2001:db8::7 port 443"
    ),
    'connect(11<socket:[2]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110 <unfinished ...>) = ?': (  # noqa: E501
        'connect reached "/var/run/nscd/socket" of this machine'
    ),
    'connect(9<socket:[2]>, {sa_family=AF_UNIX, sun_path=@"/tmp/dbus-x"}, 110) = 0': (
        'connect reached "/tmp/dbus-x" of this machine'
    ),
    'sendto(5<socket:[3]>, "{sa_family=AF_UNSPEC}\\", {sa", 26, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, 16) = 26': (  # noqa: E501
        "sendto reached 192.0.2.1 port 9"
    ),
    'sendmmsg(7<socket:[4]>, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("8.8.8.8")}, msg_namelen=16, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=1}], 1, 0) = 1': (  # noqa: E501
        "sendmmsg looked a name up at 8.8.8.8"
    ),
    'bind(6<socket:[5]>, {sa_family=AF_INET, sin_port=htons(8501), sin_addr=inet_addr("0.0.0.0")}, 16) = 0': (  # noqa: E501
        "bind reached 0.0.0.0 port 8501"
    ),
    "connect(6<socket:[5]>, {sa_family=AF_VSOCK, svm_cid=VMADDR_CID_HOST, svm_port=9}, 16) = 0": (
        "connect reached an address of AF_VSOCK"
    ),
    "io_uring_setup(8, {flags=0, sq_thread_cpu=0}) = 5": (
        "io_uring_setup opened a way to the network that a trace cannot see"
    ),
}
QUIET = [
    "socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0) = 11<socket:[89973]>",
    "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3<socket:[1]>",
    "bind(3<socket:[1]>, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0",
    'sendto(5<socket:[3]>, "HTTP/1.1 {sa_family=AF_INET", 17, 0, NULL, 0) = 17',
    "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=15160, si_uid=0} ---",
    "+++ exited with 0 +++",
    "",
]
SERVERS = [
    "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 6<socket:[99073]>",
    'bind(6<socket:[5]>, {sa_family=AF_INET, sin_port=htons(8501), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',  # noqa: E501
    'bind(6<socket:[5]>, {sa_family=AF_INET6, sin6_port=htons(0), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0',  # noqa: E501
]


def said(line, allowed=NOTHING):
    return list(faults(read_calls(line), allowed, HOME))


@pytest.mark.parametrize(("line", "fault"), REACHED.items(), ids=range(len(REACHED)))
def test_every_way_out_is_a_fault(line, fault):
    assert said(line) == [fault]
    if "AF_INET6, SOCK_DGRAM" not in line:
        assert said(line, SERVER) == [fault]


@pytest.mark.parametrize("line", QUIET)
def test_what_stays_in_the_process_is_none(line):
    assert said(line) == []


@pytest.mark.parametrize("line", SERVERS)
def test_a_server_may_listen_on_its_own_port_of_loopback(line):
    assert said(line, SERVER) == []
    assert said(line) != []


def test_a_server_may_not_listen_on_another_port():
    line = SERVERS[1].replace("8501", "8502")
    assert said(line, SERVER) == ["bind reached 127.0.0.1 port 8502"]


WRITTEN = {
    'openat(AT_FDCWD</work/here>, "a.db", O_RDWR|O_CREAT|O_NOFOLLOW, 0644) = 5</x/real.db>': (
        "/x/real.db"
    ),
    'openat(AT_FDCWD</work/here>, "../up", O_WRONLY|O_TRUNC) = -1 EACCES (Permission denied)': (
        "/work/up"
    ),
    'openat(7</srv/f>, "in", O_RDONLY|O_CREAT, 0600) = 8</srv/f/in>': "/srv/f/in",
    'open("/etc/new", O_WRONLY|O_APPEND) = 3</etc/new>': "/etc/new",
    'openat2(AT_FDCWD</w>, "p", {flags=O_WRONLY, resolve=RESOLVE_BENEATH}, 24) = 3</w/p>': "/w/p",
    'creat("/home/me/c", 0644) = 3</home/me/c>': "/home/me/c",
    'mkdir("/home/me/.cache", 0777) = 0': "/home/me/.cache",
    'mkdirat(AT_FDCWD</work/here>, "d", 0777) = 0': "/work/here/d",
    'rename("/a/x.part", "/home/me/x") = 0': "/home/me/x",
    'renameat2(AT_FDCWD</a>, "x", 9</b>, "y", RENAME_NOREPLACE) = 0': "/b/y",
    'linkat(AT_FDCWD</a>, "x", AT_FDCWD</a>, "y", 0) = 0': "/a/y",
    'symlink("/target", "/home/me/link") = 0': "/home/me/link",
    'unlinkat(5</a>, "gone", 0) = 0': "/a/gone",
    'truncate("/home/me/t", 0) = 0': "/home/me/t",
    'mkdir("/home/me/\\303\\251\\"\\\\ \\n(1) = 0", 0777) = 0': '/home/me/é"\\ \n(1) = 0',
    'openat(AT_FDCWD</w>, "deviceid", O_WRONLY|O_CREAT <unfinished ...>': "/w/deviceid",
}
READ = [
    'openat(AT_FDCWD</w>, "O_WRONLY", O_RDONLY|O_CLOEXEC) = 3</w/O_WRONLY>',
    'openat(AT_FDCWD</w>, "x", O_RDWR) = -1 ENOENT (No such file or directory)',
    'mkdir("/home/me/.cache", 0777) = -1 EEXIST (File exists)',
    'openat(AT_FDCWD</w>, "/dev/null", O_RDWR|O_CREAT, 0666) = 4</dev/null>',
    'mkdir("/home", 0777) = 0',  # on the way to a folder that is allowed
    'openat(AT_FDCWD</w>, "/home/me/own/f", O_WRONLY|O_CREAT, 0666) = 4</home/me/own/f>',
]


@pytest.mark.parametrize(("line", "path"), WRITTEN.items(), ids=range(len(WRITTEN)))
def test_every_change_of_a_folder_is_a_fault(line, path):
    (call,) = read_calls(line)
    assert changed(call, HOME) == Path(path)
    assert said(line, SERVER) == [f"{call.name} changed {path}"]


@pytest.mark.parametrize("line", READ)
def test_reading_and_own_folders_are_none(line):
    assert said(line, SERVER) == []


def test_bytecode_may_stand_beside_programs_and_nowhere_else():
    allowed = Allowed(programs=(Path("/opt/python"),))
    line = 'openat(AT_FDCWD</w>, "{}", O_WRONLY|O_CREAT|O_EXCL, 0644) = 4'
    assert said(line.format("/opt/python/lib/__pycache__/a.pyc.1"), allowed) == []
    assert said(line.format("/opt/python/lib/a.pyc"), allowed) != []
    assert said(line.format("/home/me/__pycache__/a.pyc"), allowed) != []
    assert said(line.format("/opt/python/__pycache__/../../../home/me/a.pyc"), allowed) != []


@pytest.mark.parametrize("line", ["strace: exec: Permission denied", "openat(", 'open("a', "x"])
def test_a_line_that_cannot_be_read_is_told(line):
    with pytest.raises(TraceError, match="no line of a trace"):
        list(read_calls(line))


def test_a_write_without_a_path_is_told():
    (call,) = read_calls("openat(AT_FDCWD</w>, 0x7ffd, O_WRONLY|O_CREAT, 0666) = 5")
    with pytest.raises(TraceError, match="no path in openat"):
        changed(call, HOME)


def escaped(words):
    """Write bytes as strace does: octal for all that is not plain."""
    return "".join(
        chr(b) if 32 <= b < 127 and chr(b) not in '"\\<>' else f"\\{b:03o}" for b in words
    )


@given(
    st.lists(
        st.binary(min_size=1, max_size=12).filter(lambda b: not {0, 47} & set(b)),
        min_size=1,
        max_size=4,
    ).filter(lambda parts: not {b".", b".."} & set(parts))
)
def test_any_name_of_a_file_is_read_as_it_is(parts):
    path = b"/" + b"/".join(parts)
    line = f'openat(AT_FDCWD</w>, "{escaped(path)}", O_WRONLY|O_CREAT, 0666) = -1 EROFS (x)'
    (call,) = read_calls(line)
    assert changed(call, HOME) == Path(os.fsdecode(path))


@given(st.sampled_from(CALLS), st.text(max_size=60), st.text(max_size=10))
def test_any_line_is_a_call_or_is_told(name, arguments, result):
    line = f"{name}({arguments}) = {result}".replace("\n", " ")
    try:
        calls = list(read_calls(line))
        told = list(faults(calls, NOTHING, HOME))
    except TraceError:
        return
    assert all(isinstance(call, Call) for call in calls)
    assert all(isinstance(words, str) for words in told)


def test_a_long_hostile_line_is_read_or_told():
    hostile = 'openat(AT_FDCWD</w>, "' + ") = (" * 100_000
    with pytest.raises(TraceError):
        list(read_calls(hostile))
    line = 'mkdir("/' + ') = \\"' * 100_000 + '", 0777) = 0'
    (call,) = read_calls(line)
    assert str(changed(call, HOME)).startswith('/) = ") = "')
