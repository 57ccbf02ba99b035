---@arg order { id: string, note: string?, lines: { sku: string, quantity: boolean }[], wieght: number }
---@arg place [integer, integer]
---@arg stock table<string, integer>
---@arg box { width: integer }
---@arg many { a: string?[] }
---@arg shape integer | string
---@arg default { a: integer, b: string? } = { a = 'x' }
---@arg good { a: integer, b: string? } = { a = 1 }
---@return integer
return place[1] + place[2] + (stock.a or 0) + box.width + #order.id
