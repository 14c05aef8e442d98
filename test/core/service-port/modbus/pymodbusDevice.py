"""A Modbus device of pymodbus behind a TCP port of this computer, which it prints. Its registers come as JSON in the first argument:
{"framer": "rtu" | "ascii" | "socket", "units": {"1": {"hr": {"257": 15000}, "ir": {}, "co": {}, "di": {}}}}; addresses as on the wire."""
import asyncio
import json
import logging
import sys
import types

try:
    import serial_asyncio  # noqa: F401
except ImportError:
    # Debian only recommends it; pymodbus imports it for serial ports alone, which this device does not open.
    stand_in = types.ModuleType("serial_asyncio")
    stand_in.create_serial_connection = None
    sys.modules["serial_asyncio"] = stand_in

from pymodbus.datastore import ModbusServerContext, ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.framer.ascii_framer import ModbusAsciiFramer
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.server.async_io import ModbusTcpServer

# What a test provokes is no news.
logging.disable(logging.CRITICAL)

FRAMERS = {"rtu": ModbusRtuFramer, "ascii": ModbusAsciiFramer, "socket": ModbusSocketFramer}


def block(values):
    # A block without registers would take every address.
    return ModbusSparseDataBlock({int(address): value for address, value in values.items()} or {65535: 0})


def slave(unit):
    return ModbusSlaveContext(
        zero_mode=True, **{name: block(unit.get(name, {})) for name in ("hr", "ir", "co", "di")}
    )


async def main():
    wish = json.loads(sys.argv[1])
    slaves = {int(number): slave(unit) for number, unit in wish["units"].items()}
    server = ModbusTcpServer(
        ModbusServerContext(slaves=slaves, single=False),
        framer=FRAMERS[wish["framer"]],
        address=("127.0.0.1", 0),
        allow_reuse_address=True,
    )
    task = asyncio.create_task(server.serve_forever())
    await server.serving
    print(server.server.sockets[0].getsockname()[1], flush=True)
    await task


asyncio.run(main())
