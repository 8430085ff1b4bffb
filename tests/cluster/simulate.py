#!/usr/bin/env python3
"""What a queue of articles does with many workers of which some die: a simulation.

usage: simulate.py [--workers N] [--articles N] [--seconds S] [--life S] [--kill-every S]
                   [--ack-wait S] [--seed N]

Workers take articles for half a second, at least 2 and at most 64, make them one by one, and
acknowledge them in parts of 64, or 30 seconds after the first; an article that comes back is
acknowledged at once. A worker dies at random after LIFE seconds on average, or any one of them
every KILL-EVERY seconds, and a new one takes its place in 2 seconds; what it held comes back after
ACK-WAIT. Prints what came of it.
"""
import argparse
import collections
import heapq
import itertools
import random

AHEAD, FEWEST, MOST = 0.5, 2, 64
PART = 64
PART_AGE = 30.0
MAX_DELIVER = 4
RESTART = 2.0


class Worker:
    def __init__(self):
        self.first, self.rest = collections.deque(), collections.deque()
        self.made, self.oldest, self.working, self.life = [], None, None, 0


class Queue:
    def __init__(self, arguments):
        self.arguments = arguments
        self.random = random.Random(arguments.seed)
        self.events, self.order = [], itertools.count()
        self.new = collections.deque((number, 1) for number in range(arguments.articles))
        self.again = collections.deque()
        self.left, self.deliveries, self.deaths, self.made_again, self.dead = arguments.articles, 0, 0, 0, 0
        self.parts, self.done = 0, set()
        self.waiting = max(FEWEST, min(MOST, int(AHEAD / arguments.seconds)))

    def at(self, time, action, *details):
        heapq.heappush(self.events, (time, next(self.order), action, details))

    def run(self):
        workers = [Worker() for _ in range(self.arguments.workers)]
        for worker in workers:
            self.at(0.0, self.wake, worker, worker.life)
            if self.arguments.life:
                self.at(self.random.expovariate(1 / self.arguments.life), self.die, worker)
        if self.arguments.kill_every:
            self.at(self.arguments.kill_every, self.kill_one, workers)
        time = 0.0
        while self.left > 0:
            time, _, action, details = heapq.heappop(self.events)
            action(time, *details)
        return time

    def wake(self, time, worker, life):
        """A worker takes what it has room for, and begins an article."""
        if life != worker.life or worker.working:
            return
        if len(worker.first) + len(worker.rest) <= self.waiting // 2:
            while len(worker.first) + len(worker.rest) < self.waiting and (self.again or self.new):
                article = (self.again or self.new).popleft()
                self.deliveries += 1
                (worker.first if article[1] > 1 else worker.rest).append(article)
        waiting = worker.first or worker.rest
        if waiting:
            worker.working = waiting.popleft()
            seconds = self.arguments.seconds * self.random.uniform(0.5, 1.5)
            self.at(time + seconds, self.finish, worker, worker.life)
        else:
            self.at(time + 1.0, self.wake, worker, life)
        self.close_part(time, worker)

    def finish(self, time, worker, life):
        if life != worker.life:
            return
        article, worker.working = worker.working, None
        self.made_again += article[0] in self.done
        self.done.add(article[0])
        worker.made.append(article)
        worker.oldest = worker.oldest or time
        self.close_part(time, worker)
        self.wake(time, worker, life)

    def close_part(self, time, worker):
        is_idle = not (worker.working or worker.first or worker.rest)
        is_urgent = any(article[1] > 1 for article in worker.made)
        if worker.made and (len(worker.made) >= PART or is_urgent or is_idle or time - worker.oldest >= PART_AGE):
            self.left -= len(worker.made)
            self.parts += 1
            worker.made, worker.oldest = [], None

    def kill_one(self, time, workers):
        self.kill(time, self.random.choice(workers))
        self.at(time + self.arguments.kill_every, self.kill_one, workers)

    def die(self, time, worker):
        self.kill(time, worker)
        self.at(time + self.random.expovariate(1 / self.arguments.life), self.die, worker)

    def kill(self, time, worker):
        held = [*worker.first, *worker.rest, *worker.made, *([worker.working] if worker.working else [])]
        self.deaths += 1
        worker.life += 1
        worker.first.clear(), worker.rest.clear()
        worker.made, worker.oldest, worker.working = [], None, None
        # The broker last heard of it some time ago.
        self.at(time + self.arguments.ack_wait * self.random.uniform(0.75, 1.0), self.come_back, held)
        self.at(time + RESTART, self.wake, worker, worker.life)

    def come_back(self, _, held):
        for number, delivery in held:
            if delivery >= MAX_DELIVER:
                self.dead += 1
                self.left -= 1
            else:
                self.again.append((number, delivery + 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=1_000)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=2.1, help="to make an article")
    parser.add_argument("--life", type=float, default=0, help="of a worker, in seconds on average; 0: for ever")
    parser.add_argument("--kill-every", type=float, default=0)
    parser.add_argument("--ack-wait", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    queue = Queue(arguments)
    seconds = queue.run()
    again = queue.deliveries - arguments.articles
    ideal = arguments.articles * arguments.seconds / arguments.workers
    print(f"{seconds:,.0f} s ({seconds / ideal:.3f} of the ideal), {arguments.articles / seconds:,.1f} articles a second")
    print(f"{queue.deaths:,} deaths, {again:,} deliveries again ({again / arguments.articles:.2%}), "
          f"{queue.made_again:,} articles made twice ({queue.made_again / arguments.articles:.2%}), {queue.dead} given up")
    print(f"{queue.parts:,} parts of captions, {queue.parts / seconds:,.1f} a second")


if __name__ == "__main__":
    main()
