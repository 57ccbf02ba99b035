local text = 'text'
