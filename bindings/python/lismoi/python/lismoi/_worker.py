"""A worker of a voice, in a process of its own: its arguments are the path of the native module,
then those of the worker. It imports nothing that it does not need, and starts no thread."""

import _signal
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec

# Who started it may ignore the ends of children, which the worker waits for.
_signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)

loader = ExtensionFileLoader("lismoi._native", sys.argv[1])
native = loader.create_module(ModuleSpec("lismoi._native", loader, origin=sys.argv[1]))
loader.exec_module(native)
sys.exit(native.run_worker(sys.argv[2:]))
