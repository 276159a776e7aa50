SELECT day, amount FROM approval_void.raw
