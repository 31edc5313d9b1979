from ui.tables import arrow_table


def test_columns_keep_their_order_their_kinds_and_every_sign() -> None:
    columns = {"名": ["2021-01-01", 'a"\\\n', "", "1"], "b": [3, 0, -1, 10**12], "a": ["=1", "null", "{}", "\u2028"]}
    table = arrow_table(columns)
    assert table.column_names == list(columns)
    assert {name: table[name].to_pylist() for name in columns} == columns


def test_no_rows_are_a_table_too() -> None:
    table = arrow_table({"a": [], "b": []})
    assert (table.column_names, table.num_rows) == (["a", "b"], 0)
