//! Tables on a terminal.

/// A table with a title, a heading for each column and rows of as many cells.
pub struct Table {
    pub title: String,
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// Prints a table: the first column to the left, the others to the right.
pub fn table(table: &Table) {
    let width = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain([table.headings[column].len()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..table.headings.len()).map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        for (column, (cell, width)) in cells.zip(&widths).enumerate() {
            if column == 0 {
                print!("{cell:width$}");
            } else {
                print!("  {cell:>width$}");
            }
        }
        println!();
    };
    println!("\n{}\n", table.title);
    line(&mut table.headings.iter().copied());
    line(&mut widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().iter().map(String::as_str));
    for row in &table.rows {
        line(&mut row.iter().map(String::as_str));
    }
}
