"""Threads, forks and workers."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
import unittest

import lismoi

TEXT = "Il est 14h30. M. Dupont a 90 € !"

#: Longer than any of this takes; a fork that waits for ever fails.
LONG = 120


def spoken(text):
    return lismoi.speak(text, format="wav")


def workers(pid):
    """The workers that `pid` has started, without their forks."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], stdout=subprocess.PIPE, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return {
        int(child) for child, parent, command in lines if int(parent) == pid and "_worker.py" in command
    }


class Threads(unittest.TestCase):
    def test_threads_speak_at_the_same_time(self):
        texts = [f"Voici la phrase numéro {number}." for number in range(12)]
        expected = [spoken(text) for text in texts]
        found = [None] * len(texts)

        def speak(number):
            found[number] = spoken(texts[number])

        threads = [threading.Thread(target=speak, args=[number]) for number in range(len(texts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG)
        self.assertTrue(found == expected)

    def test_other_threads_run_while_one_speaks(self):
        done = threading.Event()
        thread = threading.Thread(target=lambda: (spoken(TEXT * 300), done.set()))
        thread.start()
        turns = 0
        while not done.is_set():
            time.sleep(0.001)
            turns += 1
        thread.join()
        # With the GIL held there would be one or two.
        self.assertGreater(turns, 20)


class Forks(unittest.TestCase):
    def in_fork(self, function):
        """What `function` returns in a fork: bytes."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            code = 1
            try:
                with open(writer, "wb") as file:
                    file.write(function())
                code = 0
            finally:
                os._exit(code)
        os.close(writer)
        timer = threading.Timer(LONG, os.kill, [pid, 9])
        timer.start()
        with open(reader, "rb") as file:
            result = file.read()
        _, status = os.waitpid(pid, 0)
        timer.cancel()
        self.assertEqual(status, 0)
        return result

    def test_a_fork_speaks_before_and_after_its_parent_has(self):
        # One write for each line: `print` makes two of them where Python does not buffer.
        script = (
            "import os, lismoi, sys; pid = os.fork(); sound = lismoi.speak('Oui.');"
            "os.write(1, f'{len(sound)}\\n'.encode());"
            "sys.exit(pid and os.waitstatus_to_exitcode(os.wait()[1]))"
        )
        lines = subprocess.run(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True
        )
        first, second = lines.stdout.split()
        self.assertEqual(first, second)
        expected = spoken(TEXT)
        self.assertTrue(self.in_fork(lambda: spoken(TEXT)) == expected)
        # The worker is still that of the parent.
        self.assertTrue(spoken(TEXT) == expected)

    def test_forks_of_a_process_that_speaks_in_threads_speak(self):
        expected = spoken(TEXT)
        stop = threading.Event()

        def speak():
            while not stop.is_set():
                if spoken(TEXT) != expected:
                    raise AssertionError("another sound")

        threads = [threading.Thread(target=speak) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(10):
                self.assertTrue(self.in_fork(lambda: spoken(TEXT)) == expected)
        finally:
            stop.set()
            for thread in threads:
                thread.join(LONG)

    def test_a_pool_of_processes_speaks(self):
        expected = spoken(TEXT)
        for method in ["fork", "spawn"]:
            with multiprocessing.get_context(method).Pool(2) as pool:
                found = pool.map_async(spoken, [TEXT] * 6).get(LONG)
            self.assertTrue(found == [expected] * 6, method)

    def test_a_fork_waits_until_nobody_speaks(self):
        ended = []
        thread = threading.Thread(
            target=lambda: (spoken(TEXT * 200), ended.append(time.monotonic()))
        )
        start = time.monotonic()
        thread.start()
        time.sleep(0.2)
        self.assertEqual(ended, [])
        self.in_fork(lambda: b"")
        forked = time.monotonic()
        thread.join(LONG)
        # A fork takes a moment, and the end is seen a moment after the last sound.
        self.assertGreater(forked - start, (ended[0] - start) / 2)


class Workers(unittest.TestCase):
    def test_a_worker_is_kept_and_ends_with_its_process(self):
        script = (
            "import lismoi, sys; lismoi.speak('Oui.'); lismoi.speak('Non.'); print(1, flush=True);"
            "sys.stdin.read()"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        of_process = workers(process.pid)
        self.assertEqual(len(of_process), 1)
        process.communicate()
        self.assert_gone(of_process)

    def test_a_fork_does_not_keep_the_workers_of_its_parent(self):
        script = (
            "import lismoi, os, sys, time; lismoi.speak('Oui.'); pid = os.fork();"
            f"pid or (time.sleep({LONG}), os._exit(0)); print(pid, flush=True); sys.stdin.read()"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        fork = int(process.stdout.readline())
        self.addCleanup(os.kill, fork, 9)
        self.addCleanup(process.stdout.close)
        of_process = workers(process.pid)
        self.assertEqual(len(of_process), 1)
        process.stdin.close()
        process.wait()
        self.assertTrue(is_running(fork))
        self.assert_gone(of_process)

    def test_a_worker_lives_on_where_the_ends_of_children_are_ignored(self):
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGCHLD, signal.SIG_DFL)
        voice = "fr+m8"
        lismoi.speak("Oui.", voice=voice)
        before = workers(os.getpid())
        lismoi.speak("Non. Si.", voice=voice)
        self.assertEqual(workers(os.getpid()), before)

    def assert_gone(self, pids):
        """Fails unless all of these processes end within a time."""
        end = time.monotonic() + 10
        running = set(pids)
        while running and time.monotonic() < end:
            time.sleep(0.05)
            running = {pid for pid in running if is_running(pid)}
        self.assertEqual(running, set())


def is_running(pid):
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], stdout=subprocess.PIPE, text=True, check=False
    )
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


if __name__ == "__main__":
    unittest.main()
