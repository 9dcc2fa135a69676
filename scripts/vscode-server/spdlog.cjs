// @ts-check
// Stands in for @vscode/spdlog, the native logger behind VS Code's log files and the Output panel,
// which would need a compiler. It writes the same files; it does not rotate them, since they live in
// a scratch folder.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];
const OFF = levels.length;

/** The level of a logger that was given none of its own. */
let defaultLevel = levels.indexOf("info");

class Logger {
  /**
   * @param {string} _type rotating or not, buffered or not: all the same here
   * @param {string} _name
   * @param {string} file
   */
  constructor(_type, _name, file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    /** @type {number | undefined} */
    this.descriptor = fs.openSync(file, "a");
    /** @type {number | undefined} */
    this.level = undefined;
    // Without it a message is written as it is: an output channel brings its own line ends.
    this.formatted = true;
  }

  /** @param {string} message */
  trace(message) {
    this.write(0, message);
  }

  /** @param {string} message */
  debug(message) {
    this.write(1, message);
  }

  /** @param {string} message */
  info(message) {
    this.write(2, message);
  }

  /** @param {string} message */
  warn(message) {
    this.write(3, message);
  }

  /** @param {string} message */
  error(message) {
    this.write(4, message);
  }

  /** @param {string} message */
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level ?? defaultLevel;
  }

  /** @param {number} level */
  setLevel(level) {
    this.level = Math.min(level, OFF);
  }

  // VS Code asks for one pattern only, the one below.
  setPattern() {
    this.formatted = true;
  }

  clearFormatters() {
    this.formatted = false;
  }

  // Every message is written at once.
  flush() {}

  drop() {
    if (this.descriptor !== undefined) fs.closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  write(level, message) {
    if (this.descriptor === undefined || level < this.getLevel()) return;
    const line = this.formatted ? `${timestamp()} [${levels[level]}] ${message}\n` : message;
    fs.writeSync(this.descriptor, line);
  }
}

/** Now, as 2025-01-31 18:05:09.123 in local time. */
function timestamp() {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().replace("T", " ").replace("Z", "");
}

/**
 * @param {string} name
 * @param {string} file
 */
async function createRotatingLogger(name, file) {
  return new Logger("rotating", name, file);
}

exports.version = 0;
exports.setLevel = (/** @type {number} */ level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
