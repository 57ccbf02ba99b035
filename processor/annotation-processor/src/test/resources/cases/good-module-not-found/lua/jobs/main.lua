local util = require("lib.util")
local same = require "lib/util"
local dotted = require("v1.2/api")
local _, maybe = pcall(require, "lib.util")
return { util, same, dotted, maybe }
