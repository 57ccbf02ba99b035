#!lua flags=no-writes
local _part = 1
