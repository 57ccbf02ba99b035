-- Writes down what Lua sees of an order.
---@arg order { id: string, note: string?, urgent: boolean?, big: int64, at: milliseconds, total: number, lines: { sku: string, quantity: integer, colours: string[] }[], tags: table<string, integer>, place: [integer, string], extra: json? }
---@return string
local seen = {}
local function see(name, value)
  seen[#seen + 1] = name .. '=' .. type(value) .. ':' .. tostring(value)
end
see('id', order.id)
see('note', order.note)
see('urgent', order.urgent)
see('big', order.big)
see('at', order.at)
see('total', string.format('%.17g', order.total))
for i, line in ipairs(order.lines) do
  see('line' .. i, line.sku .. '*' .. line.quantity .. ' ' .. table.concat(line.colours, '+'))
end
see('lines', #order.lines)
see('red', order.tags.red)
see('blue', order.tags.blue)
see('place', order.place[1] .. order.place[2])
see('extra', order.extra and order.extra.x)
return table.concat(seen, ' ')
