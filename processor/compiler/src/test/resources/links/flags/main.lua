---@flags no-writes, allow-stale
local util = require("util")
return util
