// @ts-check
// Stands in for native-watchdog, with which an extension host ends itself when the server that
// started it is gone. The native one would need a compiler and also works while the host is busy;
// this one works between two events, which is enough for hosts that do get idle.
"use strict";

const INTERVAL_MS = 1000;

/**
 * Ends this process once process `pid` is gone.
 * @param {number} pid
 */
exports.start = (pid) => {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, INTERVAL_MS);
  timer.unref();
};

exports.exit = (/** @type {number} */ code) => {
  process.exit(code ?? 0);
};
