"""A server of RFC 2217 by pyserial's own PortManager, whose device gives back what it gets. Prints its port, then what the line is set to."""
import socket
import sys
import threading
import serial
import serial.rfc2217


class Far:
    def __init__(self, connection):
        self.connection = connection
        self.lock = threading.Lock()

    def write(self, data):
        with self.lock:
            self.connection.sendall(data)


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
print(listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
port = serial.serial_for_url('loop://', timeout=0.01)
far = Far(connection)
manager = serial.rfc2217.PortManager(port, far)


def back():
    while True:
        data = port.read(port.in_waiting or 1)
        if data:
            far.write(b''.join(manager.escape(data)))
        manager.check_modem_lines()


threading.Thread(target=back, daemon=True).start()
while True:
    data = connection.recv(1024)
    if not data:
        break
    port.write(b''.join(manager.filter(data)))
    print(port.baudrate, port.bytesize, port.parity, port.stopbits, port.dtr, port.rts, flush=True)
sys.exit(0)
