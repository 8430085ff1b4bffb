//! The inner loop of filters and correlations.

/// Dot product of two slices, in eight accumulators so that it vectorises.
///
/// Where one slice is longer, its rest is ignored.
#[inline]
pub fn dot_product(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (one, one_rest) = one.as_chunks::<8>();
    let (other, other_rest) = other.as_chunks::<8>();
    for (one, other) in one.iter().zip(other) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    let rest = one_rest.iter().zip(other_rest);
    sums.iter().sum::<f32>() + rest.map(|(one, other)| one * other).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::dot_product;

    #[test]
    fn every_product_counts_once() {
        let row: Vec<f32> = (1_u8..=19).map(f32::from).collect();
        for count in [0, 1, 7, 8, 9, 16, 19] {
            let wanted: f32 = row[..count].iter().map(|number| number * number).sum();
            assert_eq!(dot_product(&row[..count], &row[..count]), wanted);
        }
    }
}
