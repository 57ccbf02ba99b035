---@pragma once
local a = 2
