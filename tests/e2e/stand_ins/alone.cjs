// Loaded before a stand-in: it listens on this machine only, says where, and ends when nobody holds its input any more.
"use strict";
const fs = require("node:fs");
const net = require("node:net");

const INPUT = 0; // a socket: whoever started the stand-in reads the address there, and by ending closes it
const { listen } = net.Server.prototype;

// Both stand-ins ask for a port on every interface, and have no setting for less.
net.Server.prototype.listen = function (port, ...rest) {
  const callbacks = rest.filter((part) => typeof part === "function");
  this.once("listening", () => fs.writeSync(INPUT, `http://127.0.0.1:${this.address().port}\n`));
  return listen.call(this, { port: Number(port), host: "127.0.0.1" }, ...callbacks);
};

process.stdin.on("end", () => process.exit()).resume();
