---@pragma once
count = count + 1
