//! The parts of a transaction: each under its condition, returning the old item if that fails.

use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    Update,
};
use tandem_domain::Fault;

use crate::expression::Expression;
use crate::item::{Item, key_attributes};
use crate::keys::Key;

/// What the four kinds of action have in common: table, condition, names, values, the old item.
macro_rules! under {
    ($builder:expr, $table:expr, [$($expression:ident),+], $condition:ident) => {
        $builder
            .table_name($table)
            .condition_expression(&$condition.text)
            .set_expression_attribute_names(Expression::names([$($expression.text.as_str()),+]))
            .set_expression_attribute_values(Expression::all_values([$($expression),+]))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))
    };
}

pub(crate) fn put(table: &str, item: Item, condition: Expression) -> Result<TransactWriteItem, Fault> {
    let put = under!(Put::builder().set_item(Some(item)), table, [condition], condition)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

pub(crate) fn update(
    table: &str,
    key: &Key,
    change: Expression,
    condition: Expression,
) -> Result<TransactWriteItem, Fault> {
    let update = Update::builder().set_key(Some(key_attributes(key))).update_expression(&change.text);
    let update = under!(update, table, [change, condition], condition)?;
    Ok(TransactWriteItem::builder().update(update).build())
}

pub(crate) fn delete(table: &str, key: &Key, condition: Expression) -> Result<TransactWriteItem, Fault> {
    let delete = Delete::builder().set_key(Some(key_attributes(key)));
    let delete = under!(delete, table, [condition], condition)?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

pub(crate) fn check(table: &str, key: &Key, condition: Expression) -> Result<TransactWriteItem, Fault> {
    let check = ConditionCheck::builder().set_key(Some(key_attributes(key)));
    let check = under!(check, table, [condition], condition)?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}

/// Whether an action was refused by its own condition.
pub(crate) fn failed(reason: &CancellationReason) -> bool {
    reason.code() == Some("ConditionalCheckFailed")
}
