//! What became of the lines of a file.

/// What became of the lines so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
}

impl Count {
    pub fn summary(&self, seconds: f64, dry_run: bool) -> String {
        let Self { read, new, changed, unchanged, refused } = self;
        // A count of lines is far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "for people")]
        let per_second = *read as f64 / seconds.max(0.001);
        let would = if dry_run { "would be: " } else { "" };
        format!(
            "{read} lines in {seconds:.1} s, {per_second:.0} a second: {would}{new} new, {changed} changed, \
             {unchanged} unchanged, {refused} refused"
        )
    }
}
