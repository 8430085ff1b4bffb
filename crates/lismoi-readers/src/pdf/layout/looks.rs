//! How most of a document's text looks.

use std::collections::HashMap;

use super::lines::Line;

/// The look of the body text.
#[derive(Clone, Copy, Debug)]
pub(in crate::pdf) struct BodyLook {
    /// In points.
    pub(in crate::pdf) size: f32,
    /// From one baseline to the next, in points.
    pub(in crate::pdf) leading: f32,
    pub(in crate::pdf) is_bold: bool,
    pub(in crate::pdf) is_monospaced: bool,
}

/// The look of most characters.
pub(in crate::pdf) fn of_body<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> BodyLook {
    let size = most_common(lines.clone().map(|line| (line.size, line.text.len())));
    let size = size.unwrap_or(10.0);
    let body = lines.filter(|line| is_near(line.size, size));
    let mut distances = Vec::new();
    let mut bold = 0_isize;
    let mut monospaced = 0_isize;
    let mut last: Option<&Line> = None;
    for line in body {
        let length = line.text.len() as isize;
        bold += if line.style.is_bold { length } else { -length };
        monospaced += if line.style.is_monospaced {
            length
        } else {
            -length
        };
        if let Some(last) = last.filter(|last| last.page == line.page) {
            let distance = line.baseline - last.baseline;
            if distance > size * 0.8 && distance < size * 3.0 {
                distances.push((distance, line.text.len()));
            }
        }
        last = Some(line);
    }
    BodyLook {
        size,
        leading: most_common(distances.into_iter()).unwrap_or(size * 1.2),
        is_bold: bold > 0,
        is_monospaced: monospaced > 0,
    }
}

/// Whether two sizes are equal but for rounding.
pub(in crate::pdf) fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() <= 0.04 * a.max(b)
}

/// The value of the largest weight, in steps of a fifth of a point.
fn most_common(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let mut weights: HashMap<i32, (usize, f32)> = HashMap::new();
    for (value, weight) in values {
        let entry = weights.entry((value * 5.0).round() as i32).or_default();
        entry.0 += weight;
        entry.1 = value;
    }
    let most = weights
        .into_iter()
        .max_by_key(|(step, (weight, _))| (*weight, *step));
    most.map(|(_, (_, value))| value)
}
