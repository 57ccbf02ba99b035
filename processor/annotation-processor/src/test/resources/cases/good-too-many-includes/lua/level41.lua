---@pragma once
local name = redis.call('PING')
