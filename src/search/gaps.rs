//! Ascending numbers in hardly more bits than there is to tell: the models of a common word, of which a query reads all.
//!
//! The steps from one number to the next go through an arithmetic coder, bit by bit, whose chances adapt to what has been: a
//! word that half of all models have costs a bit for each model, one that nearly all have next to none, and neither
//! does one whose models stand side by side. `theme/search-rest.js` reads them.

/// Bits of a chance, which is that the next bit is one.
const BITS: u32 = 16;
/// How fast chances adapt.
const RATE: u32 = 5;
/// Contexts of a magnitude: the one before, as far as it counts.
const BEFORE: usize = 4;
/// Bits of a step that have chances of their own, after the first one.
const MODELLED: u32 = 3;
/// Room for a magnitude of up to 32.
const MAGNITUDES: usize = 33;

struct Coder<'a> {
    bytes: &'a mut Vec<u8>,
    low: u32,
    high: u32,
}

impl Coder<'_> {
    fn bit(&mut self, chance: &mut u32, one: bool) {
        let middle = self.low + ((self.high - self.low) >> BITS) * *chance;
        if one {
            self.high = middle;
            *chance += ((1 << BITS) - 1 - *chance) >> RATE;
        } else {
            self.low = middle + 1;
            *chance -= *chance >> RATE;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.bytes.push((self.high >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
    }
}

/// Appends `numbers`, which ascend; how many there are has to be known otherwise.
pub(super) fn push_gaps(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut magnitudes = [1 << (BITS - 1); BEFORE * MAGNITUDES];
    let mut steps = [1 << (BITS - 1); MAGNITUDES << MODELLED];
    let mut coder = Coder { bytes, low: 0, high: u32::MAX };
    let mut next = 0;
    let mut before = 0;
    for number in numbers {
        // One and more, so that it has a highest bit.
        let step = number - next + 1;
        next = number + 1;
        let magnitude = step.ilog2();
        for at in 0..=magnitude {
            coder.bit(&mut magnitudes[before * MAGNITUDES + at as usize], at < magnitude);
        }
        let mut node = 1;
        for (place, shift) in (0..magnitude).rev().enumerate() {
            let one = step >> shift & 1 == 1;
            if place < MODELLED as usize {
                coder.bit(&mut steps[(magnitude as usize) << MODELLED | node], one);
                node = node << 1 | usize::from(one);
            } else {
                coder.bit(&mut (1 << (BITS - 1)), one);
            }
        }
        before = (magnitude as usize).min(BEFORE - 1);
    }
    // As few bytes as tell the end apart: a reader takes those that are missing for noughts.
    if coder.low > 0 {
        let short = [24, 16, 8].into_iter().find_map(|shift| {
            let value = (coder.high >> shift) << shift;
            (value >= coder.low).then_some((value, 4 - shift as usize / 8))
        });
        let (value, length) = short.unwrap_or((coder.high, 4));
        coder.bytes.extend_from_slice(&value.to_be_bytes()[..length]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(numbers: &[u32]) -> Vec<u8> {
        let mut bytes = Vec::new();
        push_gaps(&mut bytes, numbers.iter().copied());
        bytes
    }

    /// The reader, as the browser has it.
    fn read(bytes: &[u8], count: usize) -> Vec<u32> {
        let mut magnitudes = [1 << (BITS - 1); BEFORE * MAGNITUDES];
        let mut steps = [1 << (BITS - 1); MAGNITUDES << MODELLED];
        let mut bytes = bytes.iter().copied();
        let (mut low, mut high, mut code) = (0u32, u32::MAX, 0u32);
        let mut next_byte = || u32::from(bytes.next().unwrap_or(0));
        (0..4).for_each(|_| code = code << 8 | next_byte());
        let mut bit = |chance: &mut u32| {
            let middle = low + ((high - low) >> BITS) * *chance;
            let one = code <= middle;
            if one {
                high = middle;
                *chance += ((1 << BITS) - 1 - *chance) >> RATE;
            } else {
                low = middle + 1;
                *chance -= *chance >> RATE;
            }
            while (low ^ high) >> 24 == 0 {
                low <<= 8;
                high = high << 8 | 0xff;
                code = code << 8 | next_byte();
            }
            one
        };
        let (mut next, mut before) = (0, 0);
        let mut number = || {
            let mut magnitude = 0;
            while bit(&mut magnitudes[before * MAGNITUDES + magnitude]) {
                magnitude += 1;
            }
            let mut step = 1;
            for place in 0..magnitude {
                let one = if place < MODELLED as usize {
                    bit(&mut steps[magnitude << MODELLED | step])
                } else {
                    bit(&mut (1 << (BITS - 1)))
                };
                step = step << 1 | usize::from(one);
            }
            before = magnitude.min(BEFORE - 1);
            next += step as u32;
            next - 1
        };
        (0..count).map(|_| number()).collect()
    }

    #[test]
    fn numbers_come_back() {
        let scattered = |step: u32, count: u32| -> Vec<u32> {
            let mut at = 0;
            (0..count)
                .map(|number| {
                    at += number.wrapping_mul(2_654_435_761) % step + 1;
                    at - 1
                })
                .collect()
        };
        for numbers in [
            vec![],
            vec![0],
            vec![1],
            vec![99_999],
            vec![0, 1, 2, 3, 1 << 30],
            vec![u32::MAX - 1],
            (0..70_000).collect(),
            scattered(2, 60_000),
            scattered(70, 3000),
            scattered(100_000, 500),
        ] {
            assert_eq!(read(&coded(&numbers), numbers.len()), numbers);
        }
    }

    #[test]
    fn they_take_hardly_more_than_there_is_to_tell() {
        assert!(coded(&[]).is_empty());
        assert!(coded(&(0..100_000).collect::<Vec<u32>>()).len() < 20, "no step differs");
        let mut seed = 1u32;
        let half: Vec<u32> = (0..100_000)
            .filter(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed >> 31 == 1
            })
            .collect();
        let bytes = coded(&half).len();
        assert!((12_400..12_800).contains(&bytes), "{bytes}: a bit for each of a hundred thousand");
    }
}
