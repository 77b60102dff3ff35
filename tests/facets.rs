//! The columns of the list's filters through their public door, read back as `theme/facets.js` reads them.

use cardex::facets::{
    self, Column, Moments, PARAMETERS, SIZES, Value, collect, column, moments, numbers, place, planes, ranks,
};

const ALPHABET: &str =
    " !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

fn digit(c: char) -> u32 {
    ALPHABET.find(c).unwrap_or_else(|| panic!("{c:?} is no digit")) as u32
}

/// The reading of `numbers`, written apart from the code that is tested.
fn read(text: &str) -> Vec<u32> {
    let (mut found, mut value, mut factor) = (Vec::new(), 0, 1);
    for c in text.chars() {
        if digit(c) < 44 {
            found.push(value + factor * digit(c));
            (value, factor) = (0, 1);
        } else {
            value += factor * digit(c);
            factor *= 45;
        }
    }
    found
}

fn read_planes(planes: &[String]) -> Vec<u32> {
    let mut found = vec![0; planes[0].len()];
    for (power, plane) in (0..).zip(planes) {
        for (number, c) in found.iter_mut().zip(plane.chars()) {
            *number += 89_u32.pow(power) * digit(c);
        }
    }
    found
}

/// The keys of each model.
fn read_column(column: &Column, models: usize) -> Vec<Vec<&str>> {
    let mut codes = read(&column.codes).into_iter();
    let single = column.counts.is_empty();
    let counts = if single { vec![1; models] } else { read(&column.counts) };
    assert_eq!(counts.len(), models);
    let mut of_model = Vec::new();
    for count in counts {
        let own: Vec<u32> = codes.by_ref().take(count as usize).collect();
        let own = own.into_iter().filter(|code| !single || *code > 0).map(|code| code - u32::from(single));
        of_model.push(own.map(|code| column.keys[code as usize].as_str()).collect());
    }
    assert_eq!(codes.next(), None);
    of_model
}

fn value(key: &str, label: &str) -> Value {
    Value { key: key.to_owned(), label: label.to_owned() }
}

#[test]
fn numbers_take_one_to_four_characters() {
    assert_eq!(numbers([0, 1, 43, 44, 45, 2023, 2024, 91_123, 91_124]), " !PQ R ~PQQ ~~PQQQ ");
    let many: Vec<u32> = (0..3000).chain([91_123, 91_124, 4_100_623, 4_100_624, 1_000_000_000]).collect();
    assert_eq!(read(&numbers(many.iter().copied())), many);
}

#[test]
fn planes_hold_the_digits_of_one_place_side_by_side() {
    assert_eq!(planes(&[]), [""]);
    assert_eq!(planes(&[0, 0]), ["  "]);
    assert_eq!(planes(&[0, 88, 89, 178]), [" ~  ", "  !#"]);
    let many = [0, 7, 89, 7920, 7921, 704_968, 704_969];
    assert_eq!(read_planes(&planes(&many)), many);
}

#[test]
fn text_of_numbers_is_left_as_it_is_by_json_and_quotes() {
    let text = numbers(0..5000);
    assert!(!text.contains(['"', '\'', '\\', '<', '>', '&']));
    assert_eq!(serde_json::to_string(&text).unwrap_or_default(), format!("\"{text}\""));
}

#[test]
fn a_column_of_single_values_has_one_number_for_each_model() {
    let values = [value("b", "Bee"), value("a", "a"), value("c", "See"), value("never", "never")];
    let made = column(&values, &[vec![0], vec![], vec![2], vec![2], vec![1]], false);
    let expected = Column {
        // The commonest first, then by key.
        keys: ["c", "a", "b", "never"].map(str::to_owned).to_vec(),
        // A label that is the key is left out, and so is what is empty at the end.
        labels: ["See", "", "Bee"].map(str::to_owned).to_vec(),
        counts: String::new(),
        codes: "$ !!#".to_owned(),
    };
    assert_eq!(made, expected);
    assert_eq!(read_column(&made, 5), [vec!["b"], vec![], vec!["c"], vec!["c"], vec!["a"]]);
}

#[test]
fn a_column_of_many_values_says_how_many_each_model_has() {
    let values = [value("x", "x"), value("y", "y"), value("z", "z")];
    let made = column(&values, &[vec![2, 0], vec![], vec![2], vec![1, 2, 0]], false);
    assert_eq!((made.counts.as_str(), made.codes.as_str()), ("# !$", " !  !#"));
    assert_eq!(read_column(&made, 4), [vec!["z", "x"], vec![], vec!["z"], vec!["z", "x", "y"]]);
}

#[test]
fn values_in_order_keep_it() {
    let values = [value("low", "Low"), value("high", "High")];
    let made = column(&values, &[vec![1], vec![1], vec![0]], true);
    assert_eq!(made.keys, ["low", "high"]);
    assert_eq!(read_column(&made, 3), [["high"], ["high"], ["low"]]);
}

#[test]
fn values_given_by_model_are_collected() {
    let made = collect(&[
        vec![value("gguf", "GGUF"), value("gguf", "again"), value("", "no key")],
        vec![],
        vec![value("onnx", "ONNX"), value("gguf", "other")],
    ]);
    assert_eq!(made.keys, ["gguf", "onnx"]);
    assert_eq!(made.labels, ["GGUF", "ONNX"]);
    assert_eq!(read_column(&made, 3), [vec!["gguf"], vec![], vec!["gguf", "onnx"]]);
}

#[test]
fn nothing_is_a_column_too() {
    assert_eq!(column(&[], &[], false), Column::default());
    assert_eq!(collect(&[vec![], vec![]]), Column { codes: "  ".to_owned(), ..Column::default() });
    assert_eq!(moments(&[None]), Moments { newest: 0, steps: String::new(), codes: vec![" ".to_owned()] });
}

#[test]
fn ranks_put_equal_amounts_together_and_nothing_first() {
    let found = ranks(&[Some(500), None, Some(7), Some(500), Some(u64::MAX), Some(0)]);
    assert_eq!(read_planes(&found), [3, 0, 2, 3, 4, 1]);
}

#[test]
fn moments_go_from_the_newest_to_the_oldest() {
    let found =
        moments(&[Some((100, 5)), None, Some((300, 0)), Some((100, 9)), Some((100, 5)), Some((-4, 0))]);
    assert_eq!(found.newest, 300);
    assert_eq!(read(&found.steps), [0, 200, 0, 104]);
    assert_eq!(read_planes(&found.codes), [3, 0, 1, 2, 3, 4]);
}

#[test]
fn an_amount_falls_into_one_range() {
    let key = |ranges: &'static [facets::Range], amount| ranges[place(ranges, amount)].key;
    for (amount, expected) in [
        (0, "0-10m"),
        (9_999_999, "0-10m"),
        (10_000_000, "10m-100m"),
        (999_999_999, "500m-1b"),
        (7_000_000_000, "3b-8b"),
        (8_000_000_000, "8b-15b"),
        (u64::MAX, "80b-"),
    ] {
        assert_eq!(key(PARAMETERS, amount), expected, "{amount}");
    }
    for (amount, expected) in [(999_999, "0-1mb"), (1_000_000, "1mb-10mb"), (100_000_000_000, "100gb-")] {
        assert_eq!(key(SIZES, amount), expected, "{amount}");
    }
    for ranges in [PARAMETERS, SIZES] {
        assert_eq!(ranges[0].from, 0);
        assert!(ranges.windows(2).all(|two| two[0].from < two[1].from));
    }
}
