local util = require("lib/util")
local same = require "lib.util"
local trail = require("lib/trail")
local function later()
  return require("lib/util").name
end
return { util.name, util == same, later(), util.private == nil, trail, #KEYS, require("lib/nothing") }
