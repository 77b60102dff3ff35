//! One facet: its values, and which of them each model has.

use std::collections::BTreeMap;

use serde::Serialize;

use super::digits;

/// A value that models can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What stands in addresses: unique in its column, never empty.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// A facet, as a page reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The keys; a code is a place in this list.
    pub keys: Vec<String>,
    /// Their labels; empty where the label is the key. Nothing at the end where all that follow are empty.
    pub labels: Vec<String>,
    /// Where some model has several values: how many each has. Else empty.
    pub counts: String,
    /// The codes of all models, ascending within one. Where `counts` is empty, one number for each model: 0 for a model
    /// without a value, else the code and 1.
    pub codes: String,
}

/// Makes a column. `of_model` has the places in `values` for each model, each once.
///
/// The commonest value gets the first code, so that it is short; `in_order` keeps the order of `values` instead.
pub fn column(values: &[Value], of_model: &[Vec<u32>], in_order: bool) -> Column {
    let mut frequencies = vec![0_u32; values.len()];
    for &value in of_model.iter().flatten() {
        frequencies[value as usize] += 1;
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    if !in_order {
        order.sort_by(|&a, &b| {
            frequencies[b].cmp(&frequencies[a]).then_with(|| values[a].key.cmp(&values[b].key))
        });
    }
    let mut codes = vec![0_u32; values.len()];
    for (code, &value) in (0..).zip(&order) {
        codes[value] = code;
    }
    let mut labels: Vec<String> = order
        .iter()
        .map(|&value| &values[value])
        .map(|value| if value.label == value.key { String::new() } else { value.label.clone() })
        .collect();
    while labels.last().is_some_and(String::is_empty) {
        labels.pop();
    }
    let keys = order.iter().map(|&value| values[value].key.clone()).collect();
    let single = of_model.iter().all(|of_model| of_model.len() <= 1);
    let mut column = Column { keys, labels, ..Column::default() };
    for of_model in of_model {
        let mut own: Vec<u32> = of_model.iter().map(|&value| codes[value as usize]).collect();
        own.sort_unstable();
        if single {
            digits::push(&mut column.codes, own.first().map_or(0, |code| code + 1));
        } else {
            digits::push(&mut column.counts, own.len() as u32);
            own.into_iter().for_each(|code| digits::push(&mut column.codes, code));
        }
    }
    column
}

/// Makes a column of values that are given model by model; of a value with two labels the first counts.
pub fn collect(of_model: &[Vec<Value>]) -> Column {
    let mut places: BTreeMap<&str, u32> = BTreeMap::new();
    let mut values: Vec<Value> = Vec::new();
    let mut ordinals = Vec::with_capacity(of_model.len());
    for of_model in of_model {
        let mut own = Vec::with_capacity(of_model.len());
        for value in of_model.iter().filter(|value| !value.key.is_empty()) {
            let place = *places.entry(&value.key).or_insert_with(|| {
                values.push(value.clone());
                values.len() as u32 - 1
            });
            if !own.contains(&place) {
                own.push(place);
            }
        }
        ordinals.push(own);
    }
    column(&values, &ordinals, false)
}
