"""An answer's body does not wait for the confirmation of its head."""

import socket

from ui.connections import answer_at_once


def _delayed(listening: socket.socket) -> bool:
    with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
        return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_connections_of_a_listening_socket_answer_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert _delayed(listening)
        answer_at_once()
        assert not _delayed(listening)


def test_other_sockets_are_left_alone() -> None:
    with socket.socket() as idle, socket.socket(type=socket.SOCK_DGRAM) as datagram:
        closed = socket.socket()
        closed.close()
        answer_at_once()
        assert idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        assert datagram.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_DGRAM
